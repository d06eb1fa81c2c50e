namespace Inkling.Data;

/// <summary>A value that is made when first asked for and then kept. Safe on any thread.</summary>
/// <remarks>Unlike <see cref="Lazy{T}"/> it does not keep a failure: a network that was down at first may be up the next time.</remarks>
internal sealed class MadeOnce<T>(Func<T> make)
    where T : class
{
    private readonly Lock _making = new();
    private volatile T? _value;

    public T Value
    {
        get
        {
            if (_value is { } made)
                return made;
            lock (_making)
                return _value ??= make();
        }
    }
}
