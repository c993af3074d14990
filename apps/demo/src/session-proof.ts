// One proof of a session, as a row of the table and back.

import type { Identity, Proof } from '@team-sso/core';
import type { SessionProofRow } from './tables.ts';

export interface HeldProof {
  readonly proof: Proof;
  readonly identity?: Identity;
}

export function rowFromProof(sessionHash: string, { proof, identity }: HeldProof): SessionProofRow {
  return {
    session_hash: sessionHash,
    kind: proof.kind,
    team: proof.kind === 'password' ? '' : proof.team,
    at: proof.at.toISOString(),
    ends_at: proof.kind === 'password' ? null : (proof.endsAt?.toISOString() ?? null),
    connection_id: proof.kind === 'sso' ? proof.connectionId : null,
    idp_entity_id: proof.kind === 'sso' ? proof.idpEntityId : null,
    session_index: proof.kind === 'sso' ? (proof.sessionIndex ?? null) : null,
    identity: identity ? JSON.stringify(identity) : null,
  };
}

/** @throws TypeError when the row is not one that `rowFromProof` made. */
export function proofFromRow(row: SessionProofRow): HeldProof {
  const proof = readProof(row);
  return row.identity === null ? { proof } : { proof, identity: readIdentity(JSON.parse(row.identity)) };
}

function readProof(row: SessionProofRow): Proof {
  const at = new Date(row.at);
  const { team } = row;
  switch (row.kind) {
    case 'password':
      return { kind: 'password', at };
    case 'recovery':
      if (row.ends_at === null) break;
      return { kind: 'recovery', team, at, endsAt: new Date(row.ends_at) };
    case 'sso': {
      if (row.connection_id === null || row.idp_entity_id === null) break;
      const ends = row.ends_at === null ? {} : { endsAt: new Date(row.ends_at) };
      return {
        kind: 'sso',
        team,
        connectionId: row.connection_id,
        idpEntityId: row.idp_entity_id,
        at,
        ...ends,
        ...(row.session_index === null ? {} : { sessionIndex: row.session_index }),
      };
    }
  }
  throw new TypeError(`a session holds a malformed ${row.kind} proof`);
}

/** Values come from a provider's message: they keep their place as text, in an object without prototype. */
function readIdentity(input: unknown): Identity {
  const identity = objectOf(input);
  const attributes: Record<string, readonly string[]> = Object.create(null);
  for (const [name, values] of Object.entries(objectOf(identity['attributes'])))
    attributes[name] = textsOf(values);
  const optional = (name: 'nameIdFormat' | 'email' | 'name') =>
    typeof identity[name] === 'string' ? { [name]: identity[name] } : {};
  const nameId = identity['nameId'];
  if (typeof nameId !== 'string') throw new TypeError('a session holds a malformed identity');
  return {
    nameId,
    groups: textsOf(identity['groups']),
    attributes,
    ...optional('nameIdFormat'),
    ...optional('email'),
    ...optional('name'),
  };
}

function objectOf(input: unknown): Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
}

function textsOf(input: unknown): readonly string[] {
  return Array.isArray(input) ? input.filter((value) => typeof value === 'string') : [];
}
