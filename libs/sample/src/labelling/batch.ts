import { vendorKeys, vendors } from '../dimensions/vendors.ts';
import { nth } from '../sql.ts';

/** Key of the batch of a vendor, task and week, from their numbers. */
export function batchId(vendor: string, task: string, week: string): string {
  const shorts = vendorKeys.map((key) => vendors[key].short);
  return `${nth(shorts, vendor)} || '-' || ${task} || '-' || ${week}`;
}
