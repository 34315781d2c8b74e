// A customer beside three bars of a chart; `jp-icon3` takes the theme's colour.

import { LabIcon } from '@jupyterlab/ui-components';

const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 24 24">
  <g class="jp-icon3" fill="#616161">
    <circle cx="8" cy="7" r="4"/>
    <path d="M1 21v-3a5 5 0 0 1 5-5h4a5 5 0 0 1 3 1v7z"/>
    <path d="M15 17h2v4h-2zM18 13h2v8h-2zM21 9h2v12h-2z"/>
  </g>
</svg>`;

export const customersIcon = new LabIcon({ name: 'habitue:customers', svgstr: DRAWING });
