// Almost right: what an expected and a received value differ in, when they differ in little.

/** How two values nearly agree. */
export type NearMiss =
  | 'case'
  | 'trailing_slash'
  | 'white_space'
  | 'scheme'
  /** It is the entity ID of another region of ours. */
  | 'other_region'
  /** It is the team's own entity ID where the region's is set, or the other way round. */
  | 'other_scope'
  /** It is another of our values: the ACS URL where the entity ID belongs, or the other way round. */
  | 'swapped'
  /** It is the same address at another host of ours or another team's. */
  | 'other_team';

/** Our own values, to recognise one in the wrong place. */
export interface OwnValues {
  readonly acsUrl: string;
  readonly spEntityId: string;
  readonly otherScopeSpEntityId: string;
  readonly otherRegions: readonly { readonly name: string; readonly spEntityId: string }[];
}

/** The near miss between an expected and a received value; null when they are simply different, or equal. */
export function findNearMiss(expected: string, received: string, own?: OwnValues): NearMiss | null {
  if (expected === received || received === '') return null;
  if (expected.trim() === received.trim()) return 'white_space';
  if (withoutSlash(expected) === withoutSlash(received)) return 'trailing_slash';
  if (expected.toLowerCase() === received.toLowerCase()) return 'case';
  if (withoutScheme(expected) === withoutScheme(received)) return 'scheme';
  return own ? ownMiss(expected, received, own) : null;
}

function ownMiss(expected: string, received: string, own: OwnValues): NearMiss | null {
  if (expected === own.spEntityId) {
    if (received === own.otherScopeSpEntityId) return 'other_scope';
    if (
      own.otherRegions.some(
        ({ spEntityId }) => received === spEntityId || received.startsWith(`${spEntityId}/`),
      )
    )
      return 'other_region';
    if (received === own.acsUrl) return 'swapped';
  }
  if (expected === own.acsUrl) {
    if (received === own.spEntityId || received === own.otherScopeSpEntityId) return 'swapped';
    if (/\/[^/]+\/acs$/.test(received) && withoutTeam(received) === withoutTeam(expected))
      return 'other_team';
  }
  return null;
}

const withoutSlash = (text: string): string => text.replace(/\/+$/, '');
const withoutScheme = (text: string): string => text.replace(/^https?:\/\//i, '');
const withoutTeam = (acsUrl: string): string => acsUrl.replace(/\/[^/]+\/acs$/, '');
