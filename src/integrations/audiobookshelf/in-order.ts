/**
 * Loads for each key, at most `width` at a time, and yields the results in the keys' order.
 * Ends only when no load is under way any more, also when the consumer stops early or a load
 * fails: a caller may then close what the loads use.
 */
export async function* inOrder<K, V>(
  keys: Iterable<K>,
  width: number,
  load: (key: K) => Promise<V>,
): AsyncGenerator<V> {
  const underWay: Promise<PromiseSettledResult<V>>[] = [];
  try {
    for (const key of keys) {
      underWay.push(settle(load(key)));
      if (underWay.length >= width) yield await next(underWay);
    }
    while (underWay.length > 0) yield await next(underWay);
  } finally {
    await Promise.all(underWay);
  }
}

/** A failure is kept until its turn comes; without a turn, nobody asked for it any more. */
async function settle<V>(promise: Promise<V>): Promise<PromiseSettledResult<V>> {
  const [result] = await Promise.allSettled([promise]);
  return result;
}

async function next<V>(underWay: Promise<PromiseSettledResult<V>>[]): Promise<V> {
  const result = await underWay.shift();
  if (result === undefined) throw new Error('Nothing is under way');
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
