using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>The attributes that hold for one handler.</summary>
internal sealed class HandlerAttributes(IReadOnlyList<AttributeData> onClass, IReadOnlyList<AttributeData> onMethod, IReadOnlyCollection<HandlerKind> kindsOfStep)
{
    /// <summary>A single-valued one: the method's wins.</summary>
    public AttributeData? Single(string name) => onMethod.Find(name) ?? onClass.Find(name);

    public IEnumerable<AttributeData> All(string name) => All(a => a.AttributeClass.IsStepwell(name));

    /// <summary>The class's, then the method's.</summary>
    public IEnumerable<AttributeData> All(Func<AttributeData, bool> wanted) => onClass.Where(wanted).Concat(onMethod.Where(wanted));

    /// <summary>True for an attribute that means nothing where it stands: on this method, or on a class none of whose handlers has use for it.</summary>
    public bool IsMisplaced(AttributeData attribute, Func<HandlerKind, bool> useful) => onMethod.Contains(attribute) || !kindsOfStep.Any(useful);
}
