"""The engines beside which shortest times are measured, each used as its documentation says."""

from __future__ import annotations

import warnings
from typing import Any

import igraph
import networkit
import networkx as nx
import numpy as np
import pandas as pd
import rustworkx

from tests.bench.engines import LIMIT_MIN, Engine, Links

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pandana


def _full(links: Links, found: Any) -> np.ndarray:
    """A mapping of nodes to minutes as an array."""
    minutes = np.full(links.nodes, np.inf)
    minutes[list(found.keys())] = list(found.values())
    return minutes


def _limited(minutes: Any) -> np.ndarray:
    array = np.asarray(minutes, dtype=np.float64)
    return np.where(array <= LIMIT_MIN, array, np.inf)


def _networkx(kind: type) -> Any:
    def build(links: Links) -> Any:
        graph = kind()
        graph.add_nodes_from(range(links.nodes))
        graph.add_edges_from(
            (a, b, {"minutes": m})
            for a, b, m in zip(
                links.heads.tolist(), links.tails.tolist(), links.minutes.tolist(), strict=True
            )
        )
        return graph

    return build


def _nx_nearest(graph: Any, links: Links) -> Any:
    return nx.multi_source_dijkstra_path_length(graph, links.facilities.tolist(), weight="minutes")


def _nx_within(graph: Any, links: Links) -> Any:
    return [
        nx.single_source_dijkstra_path_length(graph, node, cutoff=LIMIT_MIN, weight="minutes")
        for node in links.facilities.tolist()
    ]


def _all_full(answers: Any, links: Links) -> np.ndarray:
    return np.stack([_full(links, answer) for answer in answers])


def _with_source(links: Links) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The links, and free ones from one more node to every facility."""
    source = np.full(len(links.facilities), links.nodes)
    return (
        np.concatenate([links.heads, source]),
        np.concatenate([links.tails, links.facilities]),
        np.concatenate([links.minutes, np.zeros(len(source))]),
    )


def _igraph(links: Links) -> Any:
    heads, tails, minutes = _with_source(links)
    return igraph.Graph(
        n=links.nodes + 1,
        edges=np.stack([heads, tails], axis=1),
        directed=True,
        edge_attrs={"minutes": minutes.tolist()},
    )


def _igraph_from(graph: Any, nodes: list[int]) -> Any:
    return graph.distances(source=nodes, weights="minutes", mode="out")


def _rustworkx(links: Links) -> Any:
    heads, tails, minutes = _with_source(links)
    graph = rustworkx.PyDiGraph(multigraph=False)
    graph.add_nodes_from(range(links.nodes + 1))
    graph.add_edges_from(list(zip(heads.tolist(), tails.tolist(), minutes.tolist(), strict=True)))
    return graph


def _rustworkx_from(graph: Any, node: int) -> Any:
    return rustworkx.digraph_dijkstra_shortest_path_lengths(graph, node, float)


def _rustworkx_array(answer: Any, links: Links) -> np.ndarray:
    found = dict(answer)
    found.pop(links.nodes, None)
    return _full(links, found)


def _networkit(links: Links) -> Any:
    heads, tails, minutes = _with_source(links)
    graph = networkit.Graph(links.nodes + 1, weighted=True, directed=True)
    graph.addEdges((minutes, (heads.astype(np.uint64), tails.astype(np.uint64))))
    return graph


def _networkit_from(graph: Any, node: int) -> np.ndarray:
    search = networkit.distance.Dijkstra(graph, node, storePaths=False)
    search.run()
    return np.asarray(search.getDistances(asarray=True))


def _networkit_array(answer: np.ndarray, links: Links) -> np.ndarray:
    minutes = answer[..., : links.nodes]
    return np.where(minutes < 1e300, minutes, np.inf)


def _pandana(links: Links) -> Any:
    # Its searches go with the links; the nearest is asked from the nodes, so these are not turned.
    return {
        turned: pandana.Network(
            pd.Series(links.lon),
            pd.Series(links.lat),
            pd.Series(links.heads if turned else links.tails),
            pd.Series(links.tails if turned else links.heads),
            pd.DataFrame({"minutes": links.minutes}),
            twoway=False,
        )
        for turned in (True, False)
    }


def _pandana_nearest(graphs: Any, links: Links) -> Any:
    graph, most = graphs[False], 10_000.0
    where = links.facilities
    graph.set_pois("facility", most, 1, pd.Series(links.lon[where]), pd.Series(links.lat[where]))
    return graph.nearest_pois(most, "facility", num_pois=1)


def _pandana_nearest_array(answer: Any, links: Links) -> np.ndarray:
    minutes = answer[1].to_numpy(dtype=np.float64)
    return np.where(minutes >= 10_000, np.inf, minutes)


def _pandana_within(graphs: Any, links: Links) -> Any:
    return graphs[True].nodes_in_range(links.facilities.tolist(), LIMIT_MIN)


def _pandana_within_array(answer: Any, links: Links) -> np.ndarray:
    minutes = np.full((len(links.facilities), links.nodes), np.inf)
    row = pd.Series(np.arange(len(links.facilities)), index=links.facilities)
    places = row.loc[answer["source"]].to_numpy()
    minutes[places, answer["destination"]] = answer["minutes"]
    return minutes


ENGINES = (
    Engine("networkx", _networkx(nx.DiGraph), _nx_nearest, lambda a, k: _full(k, a),
           _nx_within, _all_full),
    Engine("networkx MultiDiGraph, the graph of OSMnx", _networkx(nx.MultiDiGraph), _nx_nearest,
           lambda a, k: _full(k, a), _nx_within, _all_full),
    Engine("igraph", _igraph, lambda g, k: _igraph_from(g, [k.nodes])[0],
           lambda a, k: np.array(a)[: k.nodes],
           lambda g, k: _igraph_from(g, k.facilities.tolist()),
           lambda a, k: _limited(a)[:, : k.nodes]),
    Engine("rustworkx", _rustworkx, lambda g, k: _rustworkx_from(g, k.nodes), _rustworkx_array,
           lambda g, k: [_rustworkx_from(g, node) for node in k.facilities.tolist()],
           lambda a, k: _limited([_rustworkx_zero(found, node, k)
                                  for found, node in zip(a, k.facilities.tolist(), strict=True)])),
    Engine("networkit", _networkit, lambda g, k: _networkit_from(g, k.nodes), _networkit_array,
           lambda g, k: [_networkit_from(g, node) for node in k.facilities.tolist()],
           lambda a, k: _limited(_networkit_array(np.stack(a), k))),
    Engine("pandana", _pandana, _pandana_nearest, _pandana_nearest_array, _pandana_within,
           _pandana_within_array, exact=False),
)  # fmt: skip


def _rustworkx_zero(answer: Any, node: int, links: Links) -> np.ndarray:
    """Its answer leaves out where it began."""
    return _full(links, {**dict(answer), node: 0.0})
