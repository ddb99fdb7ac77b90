/**
 * Who may see a column. There is no class for names, mails or addresses: such a column is never canonical, and a load
 * or view that offers one is an error.
 */
export const piiClasses = {
  none: 'no restriction',
  pseudo: 'keyed pseudonym of a person, hashed before it is stored',
  content: 'prompt, output or rationale text, or where it lies; only for roles named for it',
  conf: 'commercially confidential; finance and lead roles only',
  sens: 'special-category attribute; off unless bias audit is on, groups of at least 10 people',
} as const;

export type PiiClass = keyof typeof piiClasses;
