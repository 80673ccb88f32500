const { rm } = require('node:fs/promises');
const { dest, parallel, src } = require('gulp');

// Binary-safe: gulp 5 decodes files as UTF-8 unless told not to.
const copy = (globs, base) => src(globs, { base, encoding: false }).pipe(dest('dist'));

const icons = () => copy('icons/*.svg', '.');
const codex = () => copy('nodes/**/*.node.json', '.');

exports.clean = () => rm('dist', { recursive: true, force: true });
exports.static = parallel(icons, codex);
