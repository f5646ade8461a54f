import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './components/App.tsx';
import './styles/base.css';
import './styles/sign-in.css';
import './styles/list.css';
import './styles/chat.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
	<StrictMode>
		<App />
	</StrictMode>,
);
