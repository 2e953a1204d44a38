package dev.tokenyard.app.view.stage;

import dev.tokenyard.sim.log.BlockPlaces;
import dev.tokenyard.sim.log.EventTrack;

/**
 * What the blocks are used for that one cell of the memory map stands for.
 *
 * @param blocks blocks that the cell stands for
 * @param used those among them that have an owner
 * @param owner the owner of one of them, {@link BlockPlaces#FREE} if all are free
 * @param freshlyEvicted how recently its free blocks have been freed by evictions, 0 to 1
 */
record CellContent(int blocks, int used, int owner, double freshlyEvicted) {
    /**
     * Looks at a cell. The owner is that of a block which each cell draws by lot once and for all: so the map as a whole
     * shows every class in its share, small ones too, and a cell changes its colour only when that block changes hands.
     * The chosen request and the one that is pointed at go first wherever they are.
     */
    static CellContent of(LaneModel lane, int instance, KvGrid grid, int cell, Moment moment) {
        BlockPlaces map = lane.blocks();
        int first = grid.firstBlock(cell);
        int blocks = grid.endBlock(cell) - first;
        // Fibonacci hashing draws unlike lots for neighbouring cells.
        int lot = (int) ((cell * 0x9E3779B9L & 0xFFFFFFFFL) % blocks);
        int used = 0;
        int shown = BlockPlaces.FREE;
        int pointedAt = BlockPlaces.FREE;
        double freshness = 0;
        for (int k = 0; k < blocks; k++) {
            int block = first + (lot + k) % blocks;
            int owner = map.owner(instance, block);
            if (owner == BlockPlaces.FREE) {
                int eviction = map.evictedBy(instance, block);
                freshness += eviction == EventTrack.NONE
                        ? 0
                        : 1 - moment.progress(lane.log().events().tick(eviction));
                continue;
            }
            used++;
            shown = shown == BlockPlaces.FREE ? owner : shown;
            boolean hovered = owner == moment.hovered() && pointedAt != moment.selected();
            if (owner >= 0 && (owner == moment.selected() || hovered)) {
                pointedAt = owner;
            }
        }
        return new CellContent(
                blocks,
                used,
                pointedAt == BlockPlaces.FREE ? shown : pointedAt,
                used == blocks ? 0 : freshness / (blocks - used));
    }
}
