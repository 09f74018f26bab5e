// Compares what kustomize and Helm make: `node compare.mjs KUSTOMIZE-FILE HELM-FILE` prints every difference. What the two do in ways of
// their own is set aside: namespaces are made by one alone; a changed setting is a changed name in one and a changed annotation in the
// other; and Helm's objects carry the labels of their release.
import {readFileSync} from 'node:fs';
import {parseAllDocuments} from 'yaml';

const RELEASE_LABELS = ['app.kubernetes.io/instance', 'app.kubernetes.io/version', 'app.kubernetes.io/managed-by', 'helm.sh/chart'];
const NAME_WITH_HASH = /^(mask-export-worker)-[a-z0-9]{10}$/;

/** The same object, without what is told above. Lists of what has names are as good in any order. */
function plain(value, key) {
    if (Array.isArray(value)) {
        const items = value.map(item => plain(item));
        return items.every(item => item?.name) ? Object.fromEntries(items.map(item => [`${item.name} ${item.mountPath ?? ''}`, item])) : items;
    }
    if (typeof value === 'string') {
        return key === 'name' ? value.replace(NAME_WITH_HASH, '$1') : value;
    }
    if (value === null || typeof value !== 'object') {
        return value;
    }
    return Object.fromEntries(Object.entries(value)
        .filter(([name]) => !RELEASE_LABELS.includes(name) && name !== 'checksum/config')
        .map(([name, item]) => [name, plain(item, name)])
        .filter(([name, item]) => !(name === 'annotations' && Object.keys(item).length === 0)));
}

function objects(file) {
    return Object.fromEntries(parseAllDocuments(readFileSync(file, 'utf8')).map(document => document.toJS())
        .filter(object => object !== null && object.kind !== 'Namespace')
        .map(object => plain(object))
        .map(object => [`${object.kind} ${object.metadata.namespace}/${object.metadata.name}`, object]));
}

function* differences(left, right, path) {
    if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') {
        if (left !== right) {
            yield `${path}: ${JSON.stringify(left)} of kustomize, ${JSON.stringify(right)} of Helm`;
        }
        return;
    }
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
        yield* differences(left[key], right[key], `${path}/${key}`);
    }
}

const [kustomize, helm] = process.argv.slice(2).map(objects);
const found = [...differences(kustomize, helm, '')];
found.forEach(difference => console.error(difference));
console.log(`${Object.keys(kustomize).length} objects are ${found.length > 0 ? 'not ' : ''}the same`);
process.exitCode = found.length > 0 ? 1 : 0;
