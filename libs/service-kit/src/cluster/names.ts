/** The database of one service of a region. */
export const databaseOf = (region: string, service: string): string => `${region}_${service}`.replaceAll('-', '_');
/** What the names of a region’s topics and consumer groups begin with. */
export const topicPrefixOf = (region: string): string => region;
