import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [react()],
	build: {
		target: 'es2022',
		// The content security policy allows nothing that is written into the page itself.
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
	},
	server: {
		port: 3000,
		proxy: { '/api': 'http://localhost:8000', '/docs': 'http://localhost:8000', '/mcp': 'http://localhost:8000' },
	},
});
