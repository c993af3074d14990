// What the examples of the documents leave to the host; here, of the tests' fake one.

import type { ServiceProviderOptions } from '@team-sso/service-provider';
import { createMemoryStore } from '@team-sso/storage/memory';
import { createFakeHost, createFakeHostState, type HostContext } from '../fake-host.ts';

export const options: ServiceProviderOptions<HostContext> = {
  host: createFakeHost(createFakeHostState()),
  store: createMemoryStore(),
  publicUrl: 'http://localhost:8080',
  regions: [{ id: 'eu', name: 'Europe', spEntityId: 'https://auth.example.com/sso/eu' }],
  secretKeys: [new Uint8Array(32)],
};
