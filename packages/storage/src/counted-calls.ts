// The limit on calls, over the times of the last ones: an exact sliding window.

import type { CallLimit } from '@team-sso/core';

/** Adds a call to the times kept, oldest first. One beyond the limit is not kept, so that asking on does not prolong it. */
export function addCall(
  earlier: readonly number[],
  { calls, seconds }: CallLimit,
  now: Date,
): { readonly isWithinLimit: boolean; readonly times: readonly number[] } {
  const counted = earlier.filter((at) => at > now.getTime() - seconds * 1000);
  return counted.length < calls
    ? { isWithinLimit: true, times: [...counted, now.getTime()] }
    : { isWithinLimit: false, times: counted };
}
