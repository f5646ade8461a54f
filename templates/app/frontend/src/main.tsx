import {StrictMode} from 'react';
import {createRoot} from 'react-dom/client';
import {App} from './components/App.tsx';
import './styles/base.css';
import './styles/sign-in.css';
import './styles/list.css';
import './styles/chat.css';

createRoot(document.getElementById('root')!).render(<StrictMode><App /></StrictMode>);
