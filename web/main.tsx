import { render } from 'preact';
import { createKeyGate } from './access-key.ts';
import { createApiClient } from './api-client.ts';
import { App } from './app.tsx';
import { browserKey } from './browser-key.ts';
import { AccessKeyPrompt } from './components/access-key-dialog.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/conversation.css';
import './styles/answer.css';
import './styles/source-panel.css';
import './styles/tables.css';
import './styles/browse.css';
import './styles/modal-dialog.css';
import './styles/dialogs.css';
import './styles/access-key.css';
import './styles/clips.css';
import './styles/history.css';
import './styles/verify.css';
import './styles/feedback.css';
// Last, so that paper overrides the screen.
import './styles/print.css';

const root = document.getElementById('page');
if (!root) throw new Error('index.html has no element #page');
const gate = createKeyGate(window.fetch.bind(window), browserKey);
render(
  <>
    <App api={createApiClient(gate.fetch)} />
    <AccessKeyPrompt gate={gate} />
  </>,
  root,
);
