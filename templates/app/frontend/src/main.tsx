import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './components/App.tsx';
import { Safeguard } from './components/Safeguard.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/sign-in.css';
import './styles/workspace.css';
import './styles/add.css';
import './styles/list.css';
import './styles/chat.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
	<StrictMode>
		<Safeguard>
			<App />
		</Safeguard>
	</StrictMode>,
);
