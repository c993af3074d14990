// What the host calls a member, for the few answers that name one person.

import type { Service } from '../service.ts';

/** Undefined when it knows them no more, or cannot say: the refusal says enough without. */
export async function nameOf<Context>(
  { host }: Service<Context>,
  team: string,
  userId: string,
): Promise<string | undefined> {
  try {
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof host.members>> = await host.members(team, cursor);
      const found = page.items.find((member) => member.userId === userId);
      if (found) return found.name;
      cursor = page.next ?? null;
    } while (cursor !== null);
  } catch {
    // A name is not worth another failure.
  }
  return undefined;
}
