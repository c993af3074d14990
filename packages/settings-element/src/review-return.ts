// Remembers over a sign-in, in this tab's session storage, that the review was open before it.

const COUNTS_MILLIS = 15 * 60_000;
const keyOf = (teamId: string): string => `team-sso:review:${teamId}`;

/** Storage that is full or forbidden only means that the admin opens the review again. */
export function keepReview(teamId: string, now: Date): void {
  try {
    sessionStorage.setItem(keyOf(teamId), now.toISOString());
  } catch {
    // Nothing is lost by that.
  }
}

/** Whether the review was open a moment ago; asked once, then forgotten. */
export function takeKeptReview(teamId: string, now: Date): boolean {
  try {
    const at = sessionStorage.getItem(keyOf(teamId));
    sessionStorage.removeItem(keyOf(teamId));
    const age = now.getTime() - Date.parse(at ?? '');
    return age >= 0 && age < COUNTS_MILLIS;
  } catch {
    return false;
  }
}
