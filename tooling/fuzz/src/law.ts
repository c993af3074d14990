// The law: whatever the strict engine accepts carries the identity that was signed, and the other judges accept it with the same.

import type { VerifiedAssertion } from '@team-sso/core/reasons';
import { differences } from './identity.ts';
import { readCanonicalIdentity } from './judges/canonical-identity.ts';
import type { NodeSamlVerdict } from './judges/node-saml.ts';
import { identityOfVerified, type EngineVerdict, type StrictEngine } from './judges/strict-engine.ts';
import type { SignedElement, Xmlsec1Verdict } from './judges/xmlsec1.ts';
import type { Original, Pool } from './pool/original.ts';
import type { Breach } from './tally.ts';

/** How the law was broken; null where it was kept. */
export type Finding = { readonly breach: Breach; readonly detail: string } | null;

/** Judges what judges say. Knows of every original what the engine reads in it unchanged. */
export class Law {
  readonly #unchanged = new Map<Original, string>();

  /**
   * @throws TypeError when the engine does not accept an original, or reads in it what was not signed
   */
  constructor(pool: Pool, engine: StrictEngine) {
    for (const original of pool.originals) {
      const verdict = engine(original, Buffer.from(original.xml).toString('base64'));
      if (verdict.kind !== 'accepted')
        throw new TypeError(`The original "${original.name}" is ${verdict.kind}: ${describe(verdict)}`);
      const fields = differences(original.identity, identityOfVerified(verdict.verified), 'all');
      if (fields.length > 0)
        throw new TypeError(`The original "${original.name}" reads otherwise: ${fields.join(', ')}`);
      this.#unchanged.set(original, statementOf(verdict.verified));
    }
  }

  /** The engine never fails otherwise than by refusing, and accepts the signed identity only. */
  ofEngine(original: Original, verdict: EngineVerdict): Finding {
    if (verdict.kind === 'crashed') return { breach: 'the engine crashed', detail: verdict.message };
    if (verdict.kind === 'refused') return null;
    const { verified } = verdict;
    const fields = differences(original.identity, identityOfVerified(verified), 'all').slice();
    if (verified.certificateFingerprint !== original.signerFingerprint) fields.push('certificateFingerprint');
    if (statementOf(verified) !== this.#unchanged.get(original))
      fields.push('something else in the assertion');
    return fields.length === 0
      ? null
      : { breach: 'accepted with an identity that nobody signed', detail: fields.join(', ') };
  }

  /** node-saml on an accepted mutant. */
  ofNodeSaml(original: Original, verdict: NodeSamlVerdict): Finding {
    if (verdict.kind === 'refused')
      return { breach: 'accepted, but node-saml refuses', detail: verdict.message };
    const fields = differences(original.identity, verdict.identity, original.plainAttributes);
    return fields.length === 0
      ? null
      : { breach: 'accepted, but node-saml reads another identity', detail: fields.join(', ') };
  }

  /** xmlsec1 on one signature of an accepted mutant. */
  ofXmlsec1(original: Original, verdict: Xmlsec1Verdict, signed: SignedElement): Finding {
    if (verdict.kind === 'refused')
      return { breach: 'accepted, but xmlsec1 refuses', detail: `${signed}: ${verdict.message}` };
    const breach = 'accepted, but xmlsec1 digested another identity';
    const identity = readCanonicalIdentity(verdict.canonical);
    if (identity === null) {
      // The signature of the Response is then over the ciphertext.
      return verdict.canonical.includes('EncryptedAssertion')
        ? null
        : { breach, detail: `${signed}: no assertion` };
    }
    const fields = differences(original.identity, identity, 'all');
    return fields.length === 0 ? null : { breach, detail: `${signed}: ${fields.join(', ')}` };
  }
}

/** Everything an assertion states; how it was proved may change when one of two signatures is gone. */
function statementOf(verified: VerifiedAssertion): string {
  const proof = new Set([
    'certificateFingerprint',
    'digestAlgorithm',
    'signatureAlgorithm',
    'signed',
    'wasEncrypted',
  ]);
  return JSON.stringify(Object.entries(verified).filter(([field]) => !proof.has(field)));
}

function describe(verdict: EngineVerdict): string {
  switch (verdict.kind) {
    case 'accepted':
      return '';
    case 'refused':
      return verdict.reason;
    case 'crashed':
      return verdict.message;
    default:
      return verdict satisfies never;
  }
}
