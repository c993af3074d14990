// The script of every page: the Team SSO elements, and small things the server's markup leaves to the browser.

import '@team-sso/settings-element/define';
import './acme-bots.css';
import './forms.css';
import './frame.css';
import { closeMenusOutside } from './menus.ts';
import { showLocalTimes } from './times.ts';

showLocalTimes(document);
closeMenusOutside(document);
