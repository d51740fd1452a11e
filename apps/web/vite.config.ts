import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const controlPlane = 'http://127.0.0.1:8080';
const apiPaths = ['/health', '/login', '/agents', '/token', '/session', '/sessions', '/transcripts'];

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: { target: 'es2023', sourcemap: true, chunkSizeWarningLimit: 700 },
  server: {
    host: '127.0.0.1',
    proxy: {
      ...Object.fromEntries(apiPaths.map((path) => [path, controlPlane])),
      '/ws': { target: controlPlane, ws: true },
    },
  },
});
