// What docs/settings.md, which is made from the code, says of the worker's variables.
import {readFileSync} from 'node:fs';

const rows = readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8').split('\n')
    .map(line => line.match(/^\| `([A-Z0-9_…]+)` \| (.*?) \|/)).filter(row => row !== null);

// Read by the JVM or by the platform's credentials, not by us.
const OTHERS = ['JAVA_TOOL_OPTIONS', 'CPU_REQUEST', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];

export const settings = {
    names: rows.map(([, name]) => name),
    required: rows.filter(([, , value]) => value === 'required').map(([, name]) => name),
    topics: rows.filter(([, name]) => /^KAFKA_.*_TOPIC$/.test(name)).map(([, , value]) => value.replaceAll('`', '')).sort(),
};

/** What is wrong with a worker's variables: those that are not settings, and required ones that are missing. */
export function unknown(variables) {
    const isKnown = name => settings.names.includes(name) || settings.names.includes(name.replace(/_FILE$/, ''))
        || name.startsWith('KAFKA_CLIENT_') || OTHERS.includes(name);
    return [
        ...variables.filter(name => !isKnown(name)).map(name => `${name} is not a known setting`),
        ...settings.required.filter(name => !variables.includes(name)).map(name => `${name} is required`),
    ];
}
