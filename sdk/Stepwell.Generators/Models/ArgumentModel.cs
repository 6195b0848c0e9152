namespace Stepwell.Generators.Models;

internal enum ArgumentSource
{
    Route,
    Query,
    Header,
    Form,
    File,
    Files,
    FormCollection,
    Body,
    RawBody,
    Stream,
    Pipe,
    Http,
    Request,
    Response,
    User,
    Step,
    Cancellation,
    Custom,
    Object,
    Message,
    Failure,
}

/// <summary>One argument of a handler, or one member of an argument that is taken apart.</summary>
/// <param name="Name">The parameter or member in C#.</param>
/// <param name="Wire">Its name outside; of a message the index.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Type">Its type as generated code names it, annotations included.</param>
/// <param name="DisplayType">Its type for documents.</param>
/// <param name="Optional">True where it may be missing.</param>
/// <param name="Value">How a text becomes a value; null for what is no text.</param>
/// <param name="Default">The expression that stands for a missing value; null for the type's default.</param>
/// <param name="Rules">Expressions that make its validation attributes.</param>
/// <param name="Members">The members of an object that is taken apart.</param>
/// <param name="Initialized">True for a member that is set by its property rather than by the constructor.</param>
/// <param name="NullableStruct">True for <c>T?</c> of a value type.</param>
internal sealed record ArgumentModel(
    string Name,
    string Wire,
    ArgumentSource Source,
    string Type,
    string DisplayType,
    bool Optional,
    ValueModel? Value = null,
    string? Default = null,
    EquatableArray<string> Rules = default,
    EquatableArray<ArgumentModel> Members = default,
    bool Initialized = false,
    bool NullableStruct = false)
{
    /// <summary>Expressions that make the validation attributes that documents show: of members too, which are checked with their object.</summary>
    public EquatableArray<string> Constraints { get; init; }
}

/// <summary>How texts become a value.</summary>
/// <param name="Type">The type of one value, not nullable.</param>
/// <param name="Parser">The parser's method group.</param>
/// <param name="List">What collects several values; null for one value.</param>
/// <param name="NullableValue">True for <c>T?</c> of a value type.</param>
internal sealed record ValueModel(string Type, string Parser, ListKind? List, bool NullableValue);

internal enum ListKind
{
    Array,
    List,
    StringValues,
}
