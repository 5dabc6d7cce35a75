const { readdirSync } = require('node:fs');
const { join } = require('node:path');

/** All files below a folder whose names end so, in a stable order; none if the folder is not there. */
function filesUnder(folder, ending) {
  let names;
  try {
    names = readdirSync(folder, { recursive: true });
  } catch (e) {
    if (e.code === 'ENOENT') {
      return [];
    }
    throw e;
  }
  return names.filter(name => name.endsWith(ending)).sort().map(name => join(folder, name));
}

module.exports = { filesUnder };
