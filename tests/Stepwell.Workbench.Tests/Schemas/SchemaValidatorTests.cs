using System.Text.Json.Nodes;
using Stepwell.Workbench.Schemas;

namespace Stepwell.Workbench.Tests.Schemas;

public sealed class SchemaValidatorTests
{
    private const string Order = """
        {
          "type": "object",
          "properties": {
            "customer": { "type": "string", "format": "email", "pattern": "^[^@]+@[^@]+$" },
            "lines": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/Line" } },
            "note": { "type": ["string", "null"], "maxLength": 3 },
            "gift.wrap": { "type": "boolean" }
          },
          "required": ["customer", "lines"],
          "additionalProperties": false,
          "$defs": { "Line": { "type": "object", "properties": { "sku": { "type": "string" }, "quantity": { "type": "integer", "minimum": 1 } }, "required": ["sku"] } }
        }
        """;

    [Theory]
    [InlineData("""{"customer":"a@b","lines":[{"sku":"x","quantity":1}],"note":null}""")]
    [InlineData("""{"customer":"a","lines":[{"sku":"x"}]}""", "customer")]
    [InlineData("""{"customer":"a@b","lines":[]}""", "lines")]
    [InlineData("""{"lines":[{"sku":"x"},{"quantity":0}]}""", "customer", "lines[1].sku", "lines[1].quantity")]
    [InlineData("""{"customer":"a@b","lines":[{"sku":1}]}""", "lines[0].sku")]
    [InlineData("""{"customer":"a@b","lines":[{"sku":"x","quantity":1.5}]}""", "lines[0].quantity")]
    [InlineData("""{"customer":"a@b","lines":[{"sku":"x"}],"note":"long"}""", "note")]
    [InlineData("""{"customer":"a@b","lines":[{"sku":"x"}],"more":1}""", "more")]
    [InlineData("""{"customer":"a@b","lines":[{"sku":"x"}],"gift.wrap":1}""", "['gift.wrap']")]
    [InlineData("[]", "$")]
    [InlineData("null", "$")]
    public void Check_AnOrder_TellsEachWrongPlace(string json, params string[] paths) =>
        Assert.Equal(paths, SchemaValidator.Check(SchemaReader.Of(JsonNode.Parse(Order)!.AsObject()), JsonNode.Parse(json)).Select(p => p.Path));

    [Theory]
    [InlineData("""{"type":"string","format":"uuid"}""", "\"x\"", "Give an id")]
    [InlineData("""{"type":"string","format":"date"}""", "\"2030-02-30\"", "Give a date")]
    [InlineData("""{"type":"integer","format":"int32"}""", "3000000000", "32 bits")]
    [InlineData("""{"type":"number","maximum":1.5}""", "1.6", "at most 1.5")]
    [InlineData("""{"type":"string","contentEncoding":"base64"}""", "\"?\"", "base64")]
    [InlineData("""{"enum":["a","b"]}""", "\"c\"", "\"a\", \"b\"")]
    [InlineData("""{"not":{"enum":["a"]}}""", "\"a\"", "not allowed")]
    [InlineData("""{"allOf":[{"pattern":"^a"}],"type":"string"}""", "\"b\"", "^a")]
    [InlineData("""{"anyOf":[{"type":"null"},{"type":"integer","minimum":5}]}""", "1", "at least 5")]
    [InlineData("""{"type":["integer","null"]}""", "\"1\"", "a whole number or null")]
    public void Check_AWrongValue_SaysHowToMendIt(string schema, string json, string words) =>
        Assert.Contains(words, Assert.Single(SchemaValidator.Check(SchemaReader.Of(JsonNode.Parse(schema)!.AsObject()), JsonNode.Parse(json))).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"$ref":"#/nowhere"}""")]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"type":"string","pattern":"("}""")]
    [InlineData("""{"unheardOf":1}""")]
    public void Check_WhatItDoesNotKnow_IsLeftToTheHost(string schema) =>
        Assert.Empty(SchemaValidator.Check(SchemaReader.Of(JsonNode.Parse(schema)!.AsObject()), JsonNode.Parse("\"x\"")));

    [Theory]
    [InlineData("lines[1].quantity", "22")]
    [InlineData("lines[0]", """{ "sku": "é" }""")]
    [InlineData("lines[1].sku", "{")]
    [InlineData("customer", "\"x\"")]
    [InlineData("['a b']", "true")]
    public void Places_OfAPath_AreFoundInTheText(string path, string found)
    {
        const string text = """{ "customer": "x", "lines": [ { "sku": "é" }, { "quantity": 22 } ], "a b": true }""";
        var (start, length) = JsonPlaces.Find(text, path)!.Value;
        Assert.Equal(found, text.Substring(start, length));
    }
}
