// xs:dateTime in the one form that SAML allows (saml-core-2.0-os §1.3.3): UTC with `Z`, no offset, no 24:00, no leap second.

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,19})?Z$/;

/** The instant in milliseconds, or null when the text is not a UTC xs:dateTime. Digits beyond milliseconds are dropped. */
export function parseUtcDateTime(text: string): number | null {
  if (!FORM.test(text)) return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, 19);
  // Date.UTC would carry what is out of range into the next unit, and read years below 100 as 19xx.
  if (year < 1970 || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return null;
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (day < 1 || day > DAYS[month - 1]! + (month === 2 && isLeapYear ? 1 : 0)) return null;
  const fractionDigits = Math.min(3, Math.max(0, text.length - 21));
  const milliseconds = digits(text, 20, 20 + fractionDigits) * 10 ** (3 - fractionDigits);
  return Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
}

function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) value = value * 10 + text.charCodeAt(i) - 0x30;
  return value;
}
