import { render, state } from './core.js';
import './views_public.js';
import './views_secure.js';
import './wizard.js';
const b = await (await fetch('/api/boot')).json();
Object.assign(state, { csrf: b.csrf, user: b.user, ctx: b.ctx });
render();
