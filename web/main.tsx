import { render } from 'preact';
import { createApiClient } from './api-client.ts';
import { App } from './app.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/conversation.css';
import './styles/answer.css';
import './styles/source-panel.css';
import './styles/browse.css';
import './styles/modal-dialog.css';
import './styles/dialogs.css';
import './styles/clips.css';
import './styles/history.css';
// Last, so that paper overrides the screen.
import './styles/print.css';

const root = document.getElementById('page');
if (!root) throw new Error('index.html has no element #page');
render(<App api={createApiClient(window.fetch.bind(window))} />, root);
