"""The tree, the leaves and the checkpoints once more, written from the specifications and from
docs/api.md alone, with nothing but Python's standard library: what Stet says is held against it.

    python3 second.py tree < LEAF-HASHES            a hash a line, in hexadecimal
    python3 second.py record RECORD NOTE VKEY       what `stet export` wrote, a checkpoint, its key
"""

import base64
import hashlib
import json
import sys


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# RFC 9162 §2.1.1 to §2.1.4, as they stand there.


def split(n):
    """The largest power of two smaller than n."""
    k = 1
    while 2 * k < n:
        k *= 2
    return k


def tree_hash(leaves):
    if not leaves:
        return sha256()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return sha256(b"\x01", tree_hash(leaves[:k]), tree_hash(leaves[k:]))


def path(m, leaves):
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return path(m, leaves[:k]) + [tree_hash(leaves[k:])]
    return path(m - k, leaves[k:]) + [tree_hash(leaves[:k])]


def proof(m, leaves):
    return subproof(m, leaves, True) if m else []


def subproof(m, leaves, is_whole):
    if m == len(leaves):
        return [] if is_whole else [tree_hash(leaves)]
    k = split(len(leaves))
    if m <= k:
        return subproof(m, leaves[:k], is_whole) + [tree_hash(leaves[k:])]
    return subproof(m - k, leaves[k:], False) + [tree_hash(leaves[:k])]


# Ed25519, RFC 8032 §5.1.7.

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def x_of(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT_OF_MINUS_ONE % P
    if x * x % P != square or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def add(a, b):
    (x, y), (u, v) = a, b
    product = D * x * y * u * v % P
    over, under = pow(1 + product, P - 2, P), pow(1 - product, P - 2, P)
    return (x * v + y * u) * over % P, (y * v + x * u) * under % P


def times(scalar, point):
    made = (0, 1)
    while scalar:
        if scalar & 1:
            made = add(made, point)
        point, scalar = add(point, point), scalar >> 1
    return made


BASE = (x_of(4 * pow(5, P - 2, P) % P, 0), 4 * pow(5, P - 2, P) % P)


def point_of(encoded):
    number = int.from_bytes(encoded, "little")
    y, sign = number & (2**255 - 1), number >> 255
    x = x_of(y, sign)
    return None if x is None else (x, y)


def is_signed(public, message, signature):
    key, commitment = point_of(public), point_of(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or key is None or commitment is None or scalar >= L:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    return times(scalar, BASE) == add(commitment, times(challenge, key))


class Broken(Exception):
    """Why a record does not hold."""


def decoded(text):
    """What base64 says, where it is spelt in the one way that there is."""
    said = base64.b64decode(text, validate=True)
    if base64.b64encode(said).decode() != text:
        raise Broken("base64 is spelt in another way")
    return said


def signed_checkpoint(note, vkey):
    """The size and the root in a note that the key signed."""
    name, key_id, key = vkey.split("+", 2)
    key = decoded(key)
    if key[0] != 1 or sha256(name.encode(), b"\n", key)[:4].hex() != key_id:
        raise Broken("it is no key")
    text, _, signatures = note.partition("\n\n")
    text += "\n"
    for line in signatures.splitlines():
        dash, signer, signature = line.split(" ")
        signature = decoded(signature)
        if (dash, signer, signature[:4].hex()) == ("—", name, key_id):
            if not is_signed(key[1:], text.encode(), signature[4:]):
                raise Broken("the signature does not fit")
            origin, size, root = text.splitlines()[:3]
            if origin != name:
                raise Broken("it is of another record")
            return int(size), decoded(root)
    raise Broken("the key did not sign it")


def leaf_hash(line, number):
    told = json.loads(line)
    if told["seq"] != number:
        raise Broken(f"change {told['seq']} stands where {number} should")
    if told["salt"] is not None:
        said = line[line.index(',"payload":') + len(',"payload":') : -1]
        if sha256(bytes.fromhex(told["salt"]), said.encode()).hex() != told["payload_hash"]:
            raise Broken(f"what change {number} says does not fit its hash")
    committed = {name: told[name] for name in ("at", "kind", "payload_hash", "seq")}
    leaf = json.dumps(committed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(b"\x00", leaf.encode())


def check(record, note, vkey):
    size, root = signed_checkpoint(note, vkey)
    leaves = [leaf_hash(line, number) for number, line in enumerate(record.splitlines(), 1)]
    if len(leaves) < size:
        raise Broken(f"{size} changes were signed, and {len(leaves)} are there")
    made = tree_hash(leaves[:size])
    if made != root:
        raise Broken("the root is another one than was signed")
    return f"{size} {made.hex()}"


def read(name):
    with open(name, encoding="utf-8", newline="") as file:
        return file.read()


if sys.argv[1] == "tree":
    hashes = [bytes.fromhex(line.strip()) for line in sys.stdin]
    told = {
        "root": tree_hash(hashes).hex(),
        "inclusion": [[each.hex() for each in path(m, hashes)] for m in range(len(hashes))],
        "consistency": [[each.hex() for each in proof(m, hashes)] for m in range(len(hashes) + 1)],
    }
    print(json.dumps(told))
else:
    try:
        print(check(read(sys.argv[2]), read(sys.argv[3]), sys.argv[4]))
    except (Broken, ValueError, KeyError) as fault:
        print(f"does not hold: {fault}")
        sys.exit(1)
