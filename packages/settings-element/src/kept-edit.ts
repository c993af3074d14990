// Whether this tab keeps an edit of a team; reading it is the form's business.

export const keptEditKey = (teamId: string): string => `team-sso:edit:${teamId}`;

/** Storage that is forbidden keeps nothing. */
export function hasKeptEdit(teamId: string): boolean {
  try {
    return sessionStorage.getItem(keptEditKey(teamId)) !== null;
  } catch {
    return false;
  }
}
