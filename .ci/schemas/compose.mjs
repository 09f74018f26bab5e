// Checks docker-compose.yml, named as the argument: images have tags, ports are on the loopback, the worker's variables are settings,
// and compose/topics.sh makes the topics that the settings name.
import {readFileSync} from 'node:fs';
import {parse} from 'yaml';
import {settings, unknown} from './settings.mjs';

const {services} = parse(readFileSync(process.argv[2], 'utf8'), {merge: true});
const script = readFileSync(new URL('../../compose/topics.sh', import.meta.url), 'utf8');
const complaints = unknown(Object.keys(services.worker.environment));
for (const [name, service] of Object.entries(services)) {
    if (!/^\$\{[A-Z]+_IMAGE:-[^:}]+:(?!latest)[^}]+\}$/.test(service.image)) {
        complaints.push(`${name}: image ${service.image} is not pinned, or cannot be replaced`);
    }
    complaints.push(...(service.ports ?? []).filter(port => !port.startsWith('127.0.0.1:'))
        .map(port => `${name}: port ${port} is open to the network`));
}
const made = [...script.matchAll(/^create (mask-export\S+)/gm)].map(([, topic]) => topic).sort();
if (made.join() !== settings.topics.join()) {
    complaints.push(`topics.sh makes ${made}, and settings say ${settings.topics}`);
}
complaints.forEach(complaint => console.error(complaint));
console.log(`${Object.keys(services).length} services`);
process.exitCode = complaints.length > 0 ? 1 : 0;
