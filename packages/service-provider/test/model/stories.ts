// What people do in a row, so that it happens often enough: a certificate renewed, a bad day, a way back made ready.

import { promote, saveDraft } from './admin-actions.ts';
import { change } from './admin-commands.ts';
import { provesPassword, signsOut } from './people-commands.ts';
import { makesCodes, tests, typesBack, usesCode } from './recovery-commands.ts';
import type { Command } from './step.ts';
import type { Certificate, Content, Person, TeamModel } from './team-model.ts';
import { providerBecomes, timePasses } from './world-commands.ts';

function inARow(label: string, parts: (team: TeamModel) => readonly Command[]): Command {
  return {
    check: () => true,
    toString: () => label,
    run: async (team, world) => {
      for (const part of parts(team)) await part.run(team, world);
    },
  };
}

export const readiesWayBack = (by: Person): Command =>
  inARow(`${by} makes codes and keeps them`, () => [makesCodes(by), typesBack(by, true)]);

/** The next key beside the one in use, tested before the provider signs with it. */
export const renewsCertificate = (by: Person, next: Certificate): Command =>
  inARow(`${by} adds the certificate ${next}`, ({ provider }) => [
    ...goesLive(by, {
      idp: provider.idp,
      certificates: [...new Set([provider.key, next])],
      forceAuthn: false,
    }),
    providerBecomes({ key: next }),
  ]);

/** The provider changes its key and tells nobody; a day later only a recovery code leads to the settings. */
export const badDay = (by: Person, key: Certificate): Command =>
  inARow(`${by} has a bad day: the key is ${key}`, ({ provider }) => [
    providerBecomes({ key }),
    timePasses(25 * 60),
    signsOut(by),
    provesPassword(by),
    usesCode(by, true),
    ...goesLive(by, { idp: provider.idp, certificates: [key], forceAuthn: true }),
  ]);

function goesLive(by: Person, content: Content): readonly Command[] {
  return [change(saveDraft(content), by, false), tests(by, 'draft'), change(promote(true), by, false)];
}
