namespace Stepwell.Build.Emit;

/// <summary>Names of types in generated code.</summary>
internal static class TypeNames
{
    private static readonly HashSet<string> Keywords = new(
        ("__arglist __makeref __reftype __refvalue abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern false finally fixed float for foreach goto if "
            + "implicit in int interface internal is lock long namespace new null object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc "
            + "static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while").Split(' '),
        StringComparer.Ordinal);

    /// <summary>A type by its full name, whatever is in scope; parts that are keywords are escaped.</summary>
    public static string Global(string fullName) => "global::" + string.Join(".", fullName.Split('.').Select(p => Keywords.Contains(p) ? "@" + p : p));
}
