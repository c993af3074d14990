// Recovery codes: made and proved kept, as requiring SSO wants it, by the API or in the panel.

import type { Locator } from 'playwright';
import type { DemoSession } from './demo-session.ts';

/** Makes codes and types one back; returns them all, each still unused. */
export async function keepRecoveryCodes(session: DemoSession, team: string): Promise<readonly string[]> {
  const { status, body } = await session.send('POST', `/sso/teams/${team}/recovery-codes`, {});
  const { codes } = body as { readonly codes?: readonly string[] };
  if (status !== 200 || !codes) throw new Error(`recovery codes: ${status} ${JSON.stringify(body)}`);
  const kept = await session.send('POST', `/sso/teams/${team}/recovery-codes/acknowledge`, {
    code: codes[0],
  });
  if (kept.status !== 204) throw new Error(`acknowledging: ${kept.status} ${JSON.stringify(kept.body)}`);
  return codes;
}

/** The same by hand, wherever the panel offers it. */
export async function keepRecoveryCodesIn(part: Locator): Promise<readonly string[]> {
  await part.getByRole('button', { name: /^Make (recovery )?codes$/ }).click();
  const list = part.locator('.code-list li');
  await list.first().waitFor();
  const codes = (await list.allInnerTexts()).map((code) => code.trim());
  await part.getByLabel('Type one of them to show that you have them').fill(codes[0] ?? '');
  await part.getByRole('button', { name: 'Confirm', exact: true }).click();
  await list.first().waitFor({ state: 'detached' });
  return codes;
}
