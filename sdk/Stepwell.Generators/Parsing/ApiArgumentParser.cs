using Stepwell.Generators.Diagnostics;
using Stepwell.Generators.Models;

namespace Stepwell.Generators.Parsing;

/// <summary>Reads the parameters of an api handler as ASP.NET Core's minimal APIs do.</summary>
internal static class ApiArgumentParser
{
    private const string Http = "Microsoft.AspNetCore.Http";

    public static IEnumerable<ArgumentModel> Parse(HandlerDraft draft, ParseContext context)
    {
        var arguments = new List<ArgumentModel>();
        foreach (var parameter in draft.Method.Parameters)
        {
            var place = new ApiPlace(parameter, parameter.Type, parameter.Name, Fallback(parameter), draft, context);
            if (parameter.RefKind != RefKind.None) place.Refuse("it is passed by reference");
            else if (parameter.HasFromServices()) context.Report(Problems.FromServices, parameter, parameter.Name, draft.Name);
            else if (EventArgumentParser.Common(parameter) is { } common) arguments.Add(common);
            else if (parameter.Type.Is("System.Security.Claims", "ClaimsPrincipal")) arguments.Add(EventArgumentParser.Plain(parameter, ArgumentSource.User));
            else if (parameter.HasAsParameters()) AddIfAny(arguments, ObjectParser.Expand(place, ArgumentSource.Query, One));
            else
            {
                // Members of objects are checked with their object, by reflection.
                foreach (var rule in parameter.Validations()) Reachability.Check(rule, draft.Name, context);
                AddIfAny(arguments, One(place));
            }
        }
        CheckBodies(arguments, draft, context);
        return arguments;
    }

    /// <summary>One parameter, or one member of an object that is taken apart.</summary>
    public static ArgumentModel? One(ApiPlace place)
    {
        if (Special(place.Type) is { } special) return place.Make(special);
        var written = place.Symbol.BindingSource();
        if (written is var (source, name)) return Written(place, source, name ?? place.Name);
        if (Raw(place.Type) is { } raw) return place.Make(raw);
        if (place.Type.Is(Http, "IFormFile")) return place.Make(ArgumentSource.File);
        var value = ValueParsing.Of(place.Type);
        if (place.RouteName() is { } routeName)
        {
            if (value is { List: null }) return place.Make(ArgumentSource.Route, routeName, value);
            place.Refuse($"it is in the route, but {place.Type.DisplayName()} has no TryParse (System.IParsable<T>)");
            return null;
        }
        if (BindAsync(place.Type) is { } bind) return Custom(place, bind);
        if (value is not null) return place.Make(ArgumentSource.Query, place.Name, value);
        return Body(place);
    }

    private static ArgumentModel? Written(ApiPlace place, ArgumentSource source, string name)
    {
        if (source == ArgumentSource.Body) return Raw(place.Type) is { } raw ? place.Make(raw) : Body(place);
        if (source == ArgumentSource.Form && place.Type.Is(Http, "IFormFile")) return place.Make(ArgumentSource.File, name);
        if (source == ArgumentSource.Route && !place.Draft.Triggers.Routes.All(r => r.Parameters.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            place.Refuse($"it is [FromRoute], but '{{{name}}}' is not in every route of the handler");
            return null;
        }
        var value = ValueParsing.Of(place.Type);
        if (value is not null && !(source == ArgumentSource.Route && value.List is not null)) return place.Make(source, name, value);
        if (source == ArgumentSource.Form) return ObjectParser.Expand(place, ArgumentSource.Form, FormMember);
        place.Refuse($"no text makes {place.Type.DisplayName()}: use a string, a number or another type with TryParse (System.IParsable<T>), or a list of such");
        return null;
    }

    private static ArgumentModel? FormMember(ApiPlace place)
    {
        if (place.Type.Is(Http, "IFormFile")) return place.Make(ArgumentSource.File);
        var name = place.Symbol.BindingSource()?.Name ?? place.Name;
        if (ValueParsing.Of(place.Type) is { } value) return place.Make(ArgumentSource.Form, name, value);
        place.Refuse($"no form field makes {place.Type.DisplayName()}");
        return null;
    }

    private static ArgumentModel? Body(ApiPlace place)
    {
        var type = place.Type.Bare();
        if (type.TypeKind is TypeKind.Delegate or TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Error || type.IsRefLikeType)
            place.Refuse($"{place.Type.DisplayName()} cannot come from a request");
        else if (type is INamedTypeSymbol { TypeKind: TypeKind.Interface } service && !service.AllInterfaces.Concat([service]).Any(i => i.Is("System.Collections", "IEnumerable")))
            place.Refuse($"the interface {place.Type.DisplayName()} cannot come from a request; a service comes by the constructor of the class");
        else return place.Make(ArgumentSource.Body);
        return null;
    }

    private static ArgumentSource? Special(ITypeSymbol type) =>
        type.Is(Http, "HttpContext") ? ArgumentSource.Http
        : type.Is(Http, "HttpRequest") ? ArgumentSource.Request
        : type.Is(Http, "HttpResponse") ? ArgumentSource.Response
        : type.Is(Http, "IFormFileCollection") ? ArgumentSource.Files
        : type.Is(Http, "IFormCollection") ? ArgumentSource.FormCollection
        : type.Is("System.Threading", "CancellationToken") ? ArgumentSource.Cancellation
        : type.Is("System.Security.Claims", "ClaimsPrincipal") ? ArgumentSource.User
        : type.Is("System.IO", "Stream") ? ArgumentSource.Stream
        : type.Is("System.IO.Pipelines", "PipeReader") ? ArgumentSource.Pipe
        : null;

    private static ArgumentSource? Raw(ITypeSymbol type) =>
        type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte }
        || type.Is("System", "ReadOnlyMemory`1") && ((INamedTypeSymbol)type).TypeArguments[0].SpecialType == SpecialType.System_Byte
            ? ArgumentSource.RawBody : null;

    private static ArgumentModel? Custom(ApiPlace place, IMethodSymbol bind)
    {
        var bound = ReturnParser.Unwrap(bind.ReturnType).Value!;
        if (!bound.IsNullableValue() || place.Type.IsNullableValue()) return place.Make(ArgumentSource.Custom);
        place.Refuse($"its BindAsync may bring none, for it returns {bound.DisplayName()}: take '{bound.DisplayName()}', or let BindAsync return a {place.Type.DisplayName()}");
        return null;
    }

    private static IMethodSymbol? BindAsync(ITypeSymbol type) =>
        type.Bare().GetMembers("BindAsync").OfType<IMethodSymbol>().FirstOrDefault(m =>
            m is { IsStatic: true, DeclaredAccessibility: Accessibility.Public, Parameters.Length: 1 } && m.Parameters[0].Type.Is(Http, "HttpContext")
            && ReturnParser.Unwrap(m.ReturnType) is (true, { } value) && SymbolEqualityComparer.Default.Equals(value.Bare(), type.Bare()));

    private static string? Fallback(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue ? Literals.Of(parameter.ExplicitDefaultValue, parameter.Type) : null;

    private static void AddIfAny(List<ArgumentModel> arguments, ArgumentModel? argument)
    {
        if (argument is not null) arguments.Add(argument);
    }

    private static void CheckBodies(List<ArgumentModel> arguments, HandlerDraft draft, ParseContext context)
    {
        var all = arguments.SelectMany(a => a.Members.Count > 0 ? a.Members.AsEnumerable() : [a]).ToList();
        var bodies = all.Where(a => a.Source == ArgumentSource.Body).ToList();
        if (bodies.Count > 1) context.Report(Problems.TwoBodies, draft.Method, bodies[0].Name, bodies[1].Name, draft.Name);
        var form = all.FirstOrDefault(a => a.Source is ArgumentSource.Form or ArgumentSource.File or ArgumentSource.Files or ArgumentSource.FormCollection);
        if (bodies.Count == 1 && form is not null) context.Report(Problems.TwoBodies, draft.Method, bodies[0].Name, form.Name, draft.Name);
    }
}
