import { createServiceProvider } from '@team-sso/service-provider';
import { createEventLog } from '@team-sso/service-provider/log';
import { options } from './options.ts'; // host, store, publicUrl, regions, secretKeys

export const sso = createServiceProvider({
  ...options,
  observe: createEventLog({ level: 'info', write: (line) => void process.stdout.write(`${line}\n`) }),
});
