import { defineConfig } from 'vitest/config';

/** Where `vite dev` sends what it does not serve itself: a running query service. */
const service = process.env['RIFFLE_URL'] ?? 'http://127.0.0.1:8089';

export default defineConfig({
  build: {
    outDir: process.env['RIFFLE_WEB_OUT'] ?? '../../../target/classes/META-INF/resources',
    emptyOutDir: true,
    target: 'es2022',
    // the chart library, which is loaded when the first chart is drawn
    chunkSizeWarningLimit: 700,
    // a data: URL would not pass the page's own Content-Security-Policy
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': service, '/q': service, '/problems': service } },
  test: { include: ['src/**/*.test.ts'] },
});
