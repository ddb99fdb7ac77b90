/** What looks like a mail address. RE2 and JavaScript read it alike. */
const pattern = "[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:[.][A-Za-z0-9-]+)*[.][A-Za-z]{2,}";
const instead = '[mail address]';
const quoted = `'${pattern.replaceAll("'", "''")}'`;

/** Condition that holds wherever `isMail` does, and is answered several times faster. Ids of versions have an @ alone. */
export function mayBeMail(text: string): string {
  return `${text} like '%@%.%'`;
}

/** Condition: the text is a mail address and nothing else. */
export function isMail(text: string): string {
  return `regexp_full_match(trim(${text}), ${quoted})`;
}

/** The text with mail addresses taken out: what is kept or printed of a record must name nobody. */
export function withoutMail(text: string): string {
  return `regexp_replace(${text}, ${quoted}, '${instead}', 'g')`;
}

/** The same outside the engine. */
export function mailTakenOut(text: string): string {
  return text.includes('@') ? text.replaceAll(new RegExp(pattern, 'g'), instead) : text;
}
