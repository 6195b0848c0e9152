using System.Text;

namespace Stepwell.Contracts;

/// <summary>
/// The text of sensitive paths: <c>card.number,items[].pin,map.*.secret</c>. A path ending in <c>@place</c> goes on as at that place,
/// so <c>secret,children[]@</c> is a tree whose every node has a secret. In names a backslash escapes <c>\ . , [ * @</c>.
/// </summary>
internal static class SensitiveText
{
    private const string Special = "\\.,[*@";

    public static string Write(SensitiveNode root)
    {
        var paths = new List<string>();
        Write(root, "", paths, new() { [root] = "" });
        return string.Join(',', paths);
    }

    public static SensitiveNode Read(string text)
    {
        var root = new SensitiveNode();
        var places = new List<(string From, string To)>();
        foreach (var path in Split(text, ','))
        {
            var ends = Split(path, '@').ToList();
            if (ends.Count == 2) places.Add((ends[0], ends[1]));
            else Lead(root, path, SensitiveNode.Masked);
        }
        foreach (var (_, to) in places) Lead(root, to, null);
        foreach (var (from, to) in places) Lead(root, from, Lead(root, to, null));
        return root;
    }

    private static void Write(SensitiveNode node, string path, List<string> paths, Dictionary<SensitiveNode, string> above)
    {
        if (node.Element is { } element) Step(element, path + "[]", paths, above);
        if (node.AnyMember is { } any) Step(any, Join(path, "*"), paths, above);
        foreach (var (name, member) in node.Members) Step(member, Join(path, Escape(name)), paths, above);
    }

    private static void Step(SensitiveNode node, string path, List<string> paths, Dictionary<SensitiveNode, string> above)
    {
        if (node.IsMasked) paths.Add(path);
        else if (above.TryGetValue(node, out var met)) paths.Add($"{path}@{met}");
        else
        {
            above[node] = path;
            Write(node, path, paths, above);
            above.Remove(node);
        }
    }

    /// <summary>Goes down a path, making what is missing; where an end is given, it becomes the path's last node.</summary>
    private static SensitiveNode Lead(SensitiveNode root, string path, SensitiveNode? end)
    {
        var node = root;
        var steps = Steps(path).ToList();
        for (var i = 0; i < steps.Count && !node.IsMasked; i++)
        {
            var last = i == steps.Count - 1 ? end : null;
            node = steps[i] switch
            {
                "[]" => node.Element = last ?? node.Element ?? new(),
                "*" => node.AnyMember = last ?? node.AnyMember ?? new(),
                var name => node.Members[Unescape(name)] = last ?? node.Members.GetValueOrDefault(Unescape(name)) ?? new(),
            };
        }
        return node;
    }

    private static IEnumerable<string> Steps(string path)
    {
        foreach (var part in Split(path, '.'))
        {
            var name = part;
            var lists = 0;
            for (; name.EndsWith("[]", StringComparison.Ordinal) && !name.EndsWith("\\[]", StringComparison.Ordinal); lists++) name = name[..^2];
            if (name.Length > 0 || lists == 0) yield return name;
            for (; lists > 0; lists--) yield return "[]";
        }
    }

    private static IEnumerable<string> Split(string text, char separator)
    {
        if (text.Length == 0) yield break;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == separator)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }
        yield return text[start..];
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Escape(string name)
    {
        if (!name.AsSpan().ContainsAny(Special)) return name;
        var text = new StringBuilder();
        foreach (var c in name) text.Append(Special.Contains(c, StringComparison.Ordinal) ? "\\" : "").Append(c);
        return text.ToString();
    }

    private static string Unescape(string name)
    {
        if (!name.Contains('\\', StringComparison.Ordinal)) return name;
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++) text.Append(name[i] == '\\' && i + 1 < name.Length ? name[++i] : name[i]);
        return text.ToString();
    }
}
