// One look-up of a domain's record: is it there, and is it really that name's?

import { domainRecordName, domainRecordValue, type DomainCheck, type StoredDomain } from '@team-sso/core';
import type { ResolveTxt } from './resolve-txt.ts';

/** However slow a resolver is, nobody waits longer. */
const MAX_WAIT_MILLIS = 10_000;
const MAX_RECORDS = 100;
const NO_RECORD: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'ENODATA']);

/** What a look-up needs from the service. */
export interface DomainLookUp {
  readonly resolveTxt: ResolveTxt;
  readonly randomBytes: (size: number) => Uint8Array;
}

/** A domain that the host vouches for is not looked up: its token is null, and so no record could be its own. */
export async function lookUpDomain(
  { resolveTxt, randomBytes }: DomainLookUp,
  { domain, token }: Pick<StoredDomain, 'domain'> & { readonly token: string },
): Promise<DomainCheck> {
  const value = domainRecordValue(token);
  const values = await readValues(resolveTxt, domainRecordName(domain));
  if (values === 'unreachable') return 'unreachable';
  if (!values.includes(value)) return values.length === 0 ? 'missing' : 'different';
  // A wildcard answers for every name. Where it is a CNAME, whoever owns its target could publish our record there.
  const label = `_${Buffer.from(randomBytes(12)).toString('hex')}`;
  const elsewhere = await readValues(resolveTxt, `${label}.${domain}`);
  if (elsewhere === 'unreachable') return 'unreachable';
  return elsewhere.includes(value) ? 'wildcard' : 'found';
}

/** The strings of a record belong together (RFC 7208 §3.3 says it best); DNS panels like to add white space. */
async function readValues(resolveTxt: ResolveTxt, name: string): Promise<readonly string[] | 'unreachable'> {
  try {
    const records = await inTime(resolveTxt(name));
    return records.slice(0, MAX_RECORDS).map((parts) => parts.join('').trim());
  } catch (error) {
    return error instanceof Error && 'code' in error && NO_RECORD.has(error.code) ? [] : 'unreachable';
  }
}

function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('DNS took too long')), MAX_WAIT_MILLIS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
