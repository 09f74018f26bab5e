// Checks manifests from standard input: `node check.mjs`, or with `--unrendered` those that kustomize has not put together. Every object must be of a known kind, hold what
// its schema asks for and nothing that it does not know, and every variable given to a worker must be a setting of docs/settings.md, which only
// a whole manifest tells.
import {readFileSync} from 'node:fs';
import {parseAllDocuments} from 'yaml';
import {settings, unknown} from './settings.mjs';

const CUSTOM = {
    'keda.sh': '@kubernetes-models/keda',
    'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
    'kafka.strimzi.io': '@kubernetes-models/strimzi-kafka-operator',
};

/** The compiled schema of a kind: a class whose method `validate` throws. */
async function schema({apiVersion, kind}) {
    const [group] = apiVersion.split('/');
    const models = await import(`${CUSTOM[group] ?? 'kubernetes-models'}/${apiVersion}/${kind}`);
    return models[kind];
}

/**
 * A copy that notes which fields are asked for. A validator asks for every field that its schema knows, whether given or not; it
 * asks for none of an object that may hold anything.
 */
function watched(value, path, objects) {
    if (Array.isArray(value)) {
        return value.map((item, i) => watched(item, `${path}/${i}`, objects));
    }
    if (value === null || typeof value !== 'object') {
        return value;
    }
    const entries = Object.entries(value).map(([key, item]) => [key, watched(item, `${path}/${key}`, objects)]);
    const asked = new Set();
    objects.push({path, keys: Object.keys(value), asked});
    return new Proxy(Object.fromEntries(entries), {
        get(target, key) {
            asked.add(key);
            return target[key];
        },
    });
}

async function problems(object) {
    const objects = [];
    const found = [];
    try {
        (await schema(object)).prototype.validate.call(watched(object, '', objects));
    } catch (e) {
        found.push(e.message);
    }
    for (const {path, keys, asked} of objects) {
        if (asked.size > 0) {
            found.push(...keys.filter(key => !asked.has(key)).map(key => `${path}/${key} is not known`));
        }
    }
    return found;
}

/** Names of the variables of a deployment's containers, those of its config maps included. */
function variables(deployment, objects) {
    return deployment.spec.template.spec.containers.flatMap(container => [
        ...(container.env ?? []).map(variable => variable.name),
        ...(container.envFrom ?? []).flatMap(source => {
            const map = objects.find(o => o.kind === 'ConfigMap' && o.metadata.name === source.configMapRef?.name);
            return Object.keys(map?.data ?? {});
        }),
    ]);
}

const unrendered = process.argv.includes('--unrendered');
const documents = parseAllDocuments(readFileSync(0, 'utf8'));
const objects = documents.map(document => {
    if (document.errors.length > 0) {
        throw document.errors[0];
    }
    return document.toJS();
}).filter(object => object !== null);
const complaints = [];
for (const object of objects) {
    const name = `${object.kind} ${object.metadata?.name}`;
    complaints.push(...(await problems(object)).map(problem => `${name}: ${problem}`));
    if (object.kind === 'Secret') {
        complaints.push(`${name}: secrets are named here, never given`);
    }
    if (object.kind === 'Deployment' && !unrendered) {
        complaints.push(...unknown(variables(object, objects)).map(problem => `${name}: ${problem}`));
    }
}
const topics = objects.filter(object => object.kind === 'KafkaTopic').map(topic => topic.metadata.name).sort();
if (topics.length > 0 && topics.join() !== settings.topics.join()) {
    complaints.push(`topics are ${topics}, and settings say ${settings.topics}`);
}
complaints.forEach(complaint => console.error(complaint));
console.log(`${objects.length} objects: ${objects.map(object => object.kind).join(', ')}`);
process.exitCode = complaints.length > 0 ? 1 : 0;
