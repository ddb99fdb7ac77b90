import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { AssayError } from '@assay/contract';

const reasons: Readonly<Record<string, { readonly what: string; readonly hint: string }>> = {
  ENOENT: { what: 'does not exist', hint: 'Check the path.' },
  ENOTDIR: { what: 'does not exist', hint: 'Check the path: a part of it is a file, not a folder.' },
  EACCES: { what: 'may not be read by this user', hint: 'Check the owner and the mode of the file.' },
  EPERM: { what: 'may not be read by this user', hint: 'Check the owner and the mode of the file.' },
  ELOOP: { what: 'is a link to itself', hint: 'Give the path of the file itself.' },
};

/**
 * Real, absolute path of a file that can be read. FILE_UNREADABLE says why it cannot.
 *
 * @param file as the person gave it: what errors call it
 * @param at where it lies; `file` itself where that is enough to find it
 */
export async function locateFile(file: string, at: string = file): Promise<string> {
  try {
    const path = await realpath(at);
    const found = await stat(path);
    if (found.isDirectory()) throw unreadable(file, 'is a folder', 'Name the files in it, e.g. with a * in the shell.');
    if (!found.isFile()) throw unreadable(file, 'is not a regular file', 'Save the data to a file first.');
    await access(path, constants.R_OK);
    return path;
  } catch (error) {
    if (error instanceof AssayError) throw error;
    const { what, hint } = reasons[codeOf(error)] ?? { what: 'cannot be read', hint: 'Check the path and the disk.' };
    throw unreadable(file, what, hint, error);
  }
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function unreadable(file: string, what: string, ...[hint, cause]: [hint: string, cause?: unknown]): AssayError {
  return new AssayError('FILE_UNREADABLE', `${file} ${what}.`, { hint, cause });
}
