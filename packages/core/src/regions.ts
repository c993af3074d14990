// Regional deployments and the entity ID a service provider shows in each.

/** One regional deployment. */
export interface Region {
  /** For example `eu`. */
  readonly id: string;
  /** What a person reads, for example "Europe". */
  readonly name: string;
  /** The region's SP entity ID, for example `https://auth.example.com/sso/eu`. */
  readonly spEntityId: string;
}

/** The SP entity ID of a connection: the region's, or the team's own inside it (`…/teams/acme`). */
export function spEntityIdFor(region: Region, scope: 'region' | 'team', team: string): string {
  return scope === 'region' ? region.spEntityId : `${region.spEntityId}/teams/${team}`;
}

const TEAM_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;
const RESERVED_TEAM_IDS: ReadonlySet<string> = new Set(['teams', 'discover', 'assets']);

/** Whether a text can be a team's id in our URLs. */
export function isTeamId(text: string): boolean {
  return TEAM_ID.test(text) && !RESERVED_TEAM_IDS.has(text);
}
