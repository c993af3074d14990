// A pretend DNS for the reserved names that no real one can have (RFC 2606), so that verifying a domain can be tried out.

import { createSystemResolver, type ResolveTxt } from '@team-sso/service-provider';
import type { Kysely } from 'kysely';
import type { DnsRecordRow, Tables } from './tables.ts';

export interface DemoDns {
  /** Reserved names are answered from here, all others by the system's resolver. */
  readonly resolveTxt: ResolveTxt;
  list(): Promise<readonly DnsRecordRow[]>;
  /** False: it is no reserved name, and nothing is published. */
  publish(name: string, value: string): Promise<boolean>;
  remove(name: string, value: string): Promise<void>;
}

const RESERVED = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+(?:example|test)$/;
const MAX_LENGTH = 253;

export function createDemoDns(
  db: Kysely<Tables>,
  resolveElsewhere: ResolveTxt = createSystemResolver(),
): DemoDns {
  return {
    resolveTxt: async (name) => {
      if (!isReserved(name)) return resolveElsewhere(name);
      const rows = await db.selectFrom('bots_dns_records').select('value').where('name', '=', name).execute();
      if (rows.length === 0) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
      return rows.map(({ value }) => [value]);
    },
    list: () =>
      db.selectFrom('bots_dns_records').selectAll().orderBy('name').orderBy('value').limit(200).execute(),
    publish: async (typed, value) => {
      const name = nameOf(typed);
      if (!isReserved(name) || value === '' || value.length > MAX_LENGTH) return false;
      await db
        .insertInto('bots_dns_records')
        .values({ name, value })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return true;
    },
    remove: async (name, value) => {
      await db.deleteFrom('bots_dns_records').where('name', '=', name).where('value', '=', value).execute();
    },
  };
}

function isReserved(name: string): boolean {
  return name.length <= MAX_LENGTH && RESERVED.test(name);
}

const nameOf = (typed: string): string => typed.trim().toLowerCase().replace(/\.$/, '');
