package io.github.zohooauth;

/** A provider of this library's own, which knows where its tokens can come from. */
interface KnowsDataCenters {

  DataCenters dataCenters();
}
