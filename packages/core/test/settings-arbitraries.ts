// Arbitrary settings and facts: few connections and a coarse clock, so that equal ones meet often.

import fc from 'fast-check';
import type {
  ChangeContext,
  Connection,
  PromotionFacts,
  SettingsFacts,
  StoredSettings,
} from '../src/index.ts';
import { DEFAULT_POLICY } from '../src/index.ts';
import { connection, draftConnection, storedConnection } from './settings-builder.ts';

export const NOW = new Date('2026-05-04T12:00:00Z');
/** Hours around now, the limits of the rules among them. */
export const moment = fc
  .constantFrom(-31 * 24, -30 * 24, -8 * 24, -7 * 24, -25, -24, -23, -1, 0, 1, 24)
  .map((hours) => new Date(NOW.getTime() + hours * 3_600_000));

export const content: fc.Arbitrary<Connection> = fc
  .record({
    idpEntityId: fc.constantFrom('https://idp.example', 'https://other.example'),
    signingCertificates: fc.constantFrom(['PEM 1'], ['PEM 2'], ['PEM 1', 'PEM 2']),
    forceAuthn: fc.boolean(),
  })
  .map(connection);

const live = content.map((of) => storedConnection('live-1', of));
const draft = fc
  .tuple(content, fc.constantFrom('live-1', 'gone-1', null))
  .map(([of, basedOn]) => draftConnection('draft-1', basedOn, of));
const previous = fc
  .tuple(content, moment)
  .map(([of, replacedAt]) => ({ connection: storedConnection('previous-1', of), replacedAt }));
const requirement = fc
  .record({ since: moment, confirmBy: fc.option(moment), ownCredentialSessionsEndAt: moment })
  .map(({ confirmBy, ...rest }) => ({ ...rest, ...(confirmBy ? { confirmBy } : {}) }));

/** A row as some life of a team may have left it. */
export const storedRow: fc.Arbitrary<StoredSettings> = fc
  .record({
    mode: fc.constantFrom('off', 'optional', 'required'),
    live,
    draft: fc.option(draft),
    previous: fc.option(previous),
    requirement,
    confirmedAt: fc.option(moment),
    isConfigured: fc.constantFrom(true, true, true, false),
  })
  .map(({ isConfigured, confirmedAt, requirement: required, ...rest }) => {
    const mode = isConfigured ? rest.mode : 'off';
    return {
      team: 'acme',
      revision: 3,
      settings: {
        ...rest,
        mode,
        live: isConfigured ? rest.live : null,
        previous: isConfigured ? rest.previous : null,
        policy: DEFAULT_POLICY,
        requirement: mode === 'required' ? required : null,
      },
      ...(confirmedAt && mode === 'required' ? { confirmedAt } : {}),
    };
  });

export const context: fc.Arbitrary<ChangeContext> = fc
  .constantFrom(
    { entitled: true, lapsed: false },
    { entitled: false, lapsed: false },
    { entitled: false, lapsed: true },
  )
  .map((plan) => ({ actor: { kind: 'user', userId: 'ana' }, now: NOW, ...plan }));

export const promotionFacts: fc.Arbitrary<PromotionFacts> = fc.record({
  tested: fc.boolean(),
  hasVerifiedSignIn: fc.boolean(),
  certificatesSeen: fc.array(fc.tuple(fc.constantFrom('f1', 'f2'), moment)).map((seen) => new Map(seen)),
});

export const requirementFacts: fc.Arbitrary<
  Pick<SettingsFacts, 'actorSignIn' | 'livePassedTest' | 'recovery'>
> = fc.record({
  actorSignIn: fc.option(
    fc.record({
      userId: fc.constant('ana'),
      connectionId: fc.constantFrom('live-1', 'gone-1'),
      idpEntityId: fc.constant('https://idp.example'),
      at: moment,
    }),
  ),
  livePassedTest: fc.option(
    fc.record({
      id: fc.constant('t1'),
      connectionId: fc.constantFrom('live-1', 'gone-1'),
      target: fc.constantFrom('draft', 'live'),
      outcome: fc.constantFrom('passed', 'failed'),
      at: moment,
      by: fc.constant('ana'),
    }),
  ),
  recovery: fc.option(
    fc
      .record({ unused: fc.integer({ min: 0, max: 2 }), acknowledgedAt: fc.option(moment) })
      .map(({ unused, acknowledgedAt }) => ({
        batch: { batchId: 'b1', salt: '', madeAt: NOW, madeBy: 'ana' },
        unused,
        ...(acknowledgedAt ? { acknowledgedAt } : {}),
      })),
  ),
});
