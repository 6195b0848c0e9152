namespace System.Runtime.CompilerServices;

/// <summary>Lets records compile for a framework that has none.</summary>
internal static class IsExternalInit;
