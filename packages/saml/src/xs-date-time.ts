// xs:dateTime in the one form that SAML allows (saml-core-2.0-os §1.3.3): UTC with `Z`, no offset, no 24:00, no year 2 digits.

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The instant in milliseconds, or null when the text is not a UTC xs:dateTime. Digits beyond milliseconds are dropped. */
export function parseUtcDateTime(text: string): number | null {
  if (text.length < 20 || text.length > 40) return null;
  const parts = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?Z$/.exec(text);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second] = parts.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return null;
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (day > DAYS[month - 1]! + (month === 2 && isLeapYear ? 1 : 0)) return null;
  const milliseconds = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'));
  // Date.UTC reads years below 100 as 19xx; no message is from then.
  return year < 1970 ? null : Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
}
