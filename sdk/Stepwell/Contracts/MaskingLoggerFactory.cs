using Microsoft.Extensions.Logging;

namespace Stepwell.Contracts;

/// <summary>Wraps a logger factory so that what it logs shows no <see cref="SensitiveAttribute"/> member.</summary>
/// <remarks>
/// An argument (of a log call or a scope) whose type has sensitive members is replaced by its JSON, those members masked,
/// in the structured values as in the message. Everything else, exceptions included, passes as it is.
/// </remarks>
public sealed class MaskingLoggerFactory : ILoggerFactory
{
    private readonly ILoggerFactory inner;
    private readonly LogMasker masker;
    private readonly bool ownsInner;

    /// <summary>Wraps a factory, which is disposed with this one.</summary>
    /// <param name="inner">The factory.</param>
    /// <param name="contracts">Knows which members are sensitive.</param>
    public MaskingLoggerFactory(ILoggerFactory inner, ContractRegistry contracts) : this(inner, contracts, ownsInner: true) { }

    internal MaskingLoggerFactory(ILoggerFactory inner, ContractRegistry contracts, bool ownsInner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(contracts);
        this.inner = inner;
        this.ownsInner = ownsInner;
        masker = new LogMasker(contracts);
    }

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new MaskingLogger(inner.CreateLogger(categoryName), masker);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (ownsInner) inner.Dispose();
    }
}
