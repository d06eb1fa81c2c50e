namespace Inkling.Reliability.Fuzzing;

/// <summary>A kind of bytes that come from elsewhere, and the reader that has to bear with them.</summary>
/// <param name="Name">What it is called in the tables.</param>
/// <param name="Sound">Bytes that are as they should be.</param>
/// <param name="Read">Reads bytes, and does with them what a user would. Of what is wrong it throws <see cref="InvalidDataException"/> alone.</param>
/// <param name="Repair">Makes checksums and lengths right again, so that a change gets past them; null where there are none.</param>
/// <param name="MostAllocated">Bytes that reading may allocate beside a few times what it is given; null where threads of others read it, and it cannot be told.</param>
internal sealed record ForeignFormat(string Name, IReadOnlyList<byte[]> Sound, Action<byte[]> Read, Func<byte[], byte[]>? Repair = null, long? MostAllocated = 64 << 20);
