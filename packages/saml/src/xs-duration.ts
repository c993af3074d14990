// xs:duration (XML Schema part 2 §3.2.6), as metadata's cacheDuration has it.

const FORM =
  /^P(?=.)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,10})(?:\.\d{1,9})?S)?)?$/;
// A year and a month have no fixed length; for a cache these do.
const SECONDS = [31_536_000, 2_592_000, 86_400, 3_600, 60, 1];

/** A duration in whole seconds, a month as 30 days and a year as 365; null when the text is none, or is negative. */
export function parseDurationSeconds(text: string): number | null {
  const parts = FORM.exec(text);
  if (parts === null) return null;
  return SECONDS.reduce((sum, seconds, index) => sum + seconds * Number(parts[index + 1] ?? 0), 0);
}
