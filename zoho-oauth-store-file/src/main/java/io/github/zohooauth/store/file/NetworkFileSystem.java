package io.github.zohooauth.store.file;

import java.util.Locale;
import java.util.regex.Pattern;

/** File systems that other hosts share, by the names that Linux, macOS and Windows give them. */
final class NetworkFileSystem {

  private static final Pattern TYPES =
      Pattern.compile(
          "(nfs|smb|cifs|fuse|osxfuse|macfuse|9p|afp|afs|webdav|davfs|ceph|gluster|lustre|beegfs"
              + "|gpfs|gfs|ocfs|orangefs|pvfs|ncp|coda|virtiofs|vboxsf|prl_fs|acfs).*");

  private NetworkFileSystem() {}

  static boolean is(String type) {
    String name = type.toLowerCase(Locale.ROOT);
    return !name.equals("fuseblk") && TYPES.matcher(name).matches();
  }
}
